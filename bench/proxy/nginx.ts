/** nginx doing the same in front of the same upstream: a cached read, a forwarded read, one log line each. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { headerTables } from '../../src/server/http/headers.ts'
import { freePort } from '../../src/server/testing/network/free-port.ts'
import { cores, type Started, startOn } from './processes.ts'

export type Nginx = Started & { readonly url: string; readonly version: string }

/** One worker, since we compare one core. `/cached/` and `/forwarded/` precede the API path. */
function configuration(directory: string, port: number, upstream: string): string {
  const headers = Object.entries(headerTables(false).api)
  // Started by root, its workers would run as nobody, who can't write to the directory.
  const user = process.getuid?.() === 0 ? 'user root;' : ''
  return `
${user}
worker_processes 1;
daemon off;
pid ${directory}/nginx.pid;
error_log stderr warn;
events { worker_connections 1024; }
http {
  access_log ${directory}/access.log combined;
  client_body_temp_path ${directory}/body;
  proxy_temp_path ${directory}/proxy;
  fastcgi_temp_path ${directory}/fastcgi;
  uwsgi_temp_path ${directory}/uwsgi;
  scgi_temp_path ${directory}/scgi;
  proxy_cache_path ${directory}/cache keys_zone=records:10m max_size=200m inactive=1h use_temp_path=off;
  keepalive_requests 10000000;
  upstream paxos { server ${new URL(upstream).host}; keepalive 32; keepalive_requests 10000000; }
  server {
    listen 127.0.0.1:${port};
    server_tokens off;
    proxy_http_version 1.1;
    proxy_set_header Connection "";
    proxy_set_header Authorization "Bearer bench";
${headers.map(([name, value]) => `    add_header ${name} "${value}";`).join('\n')}
    add_header cache-control "private, no-cache";
    location /cached/ {
      proxy_pass http://paxos/v2/;
      proxy_cache records;
      proxy_cache_valid 200 1h;
    }
    location /forwarded/ { proxy_pass http://paxos/v2/; }
    location /ready { access_log off; return 204; }
  }
}
`
}

export async function startNginx(upstream: string): Promise<Nginx> {
  const directory = mkdtempSync(join(tmpdir(), 'bench-nginx-'))
  process.once('exit', () => rmSync(directory, { recursive: true, force: true }))
  const port = await freePort()
  for (const name of ['cache', 'body', 'proxy']) mkdirSync(join(directory, name))
  const file = join(directory, 'nginx.conf')
  writeFileSync(file, configuration(directory, port, upstream))
  // Debian's nginx warns about the user directive without root, so poll for readiness instead of reading stderr.
  const started = await startOn(cores.measured, ['sh', '-c', `nginx -v; echo go; exec nginx -c ${file}`], /(go)/)
  const url = `http://127.0.0.1:${port}`
  for (const until = Date.now() + 10_000; ; ) {
    const ready = await fetch(`${url}/ready`).then(
      reply => reply.status === 204,
      () => false,
    )
    if (ready) break
    if (Date.now() > until) throw new Error('nginx did not start')
    await new Promise(resolve => setTimeout(resolve, 50))
  }
  return { ...started, url, version: started.found }
}
