import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import type { Plugin } from 'vite'
import { configDefaults, defineConfig } from 'vitest/config'
import { bundledPackages, licensesText, productionPackages, readLock } from './scripts/packages.ts'
import { excludedSuites, nginx, readWithout, redis } from './scripts/programs.ts'

/** Where `npm run dev` finds the proxy; the development server itself takes Vite's own port. */
const proxyOrigin = `http://127.0.0.1:${process.env.PORT ?? '8080'}`

/** Files worth compressing; images that are compressed already are not. */
const compressible = /\.(js|css|html|svg|txt|json|webmanifest)$/

/** Writes `.br` and `.gz` beside each built file, so that the server never compresses while someone waits. */
function precompress(): Plugin {
  return {
    name: 'precompress',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        for (const [fileName, file] of Object.entries(bundle)) {
          // index.html is filled in by the server, which compresses it once when it starts.
          if (!compressible.test(fileName) || fileName.endsWith('.html') || fileName.startsWith('.vite/')) continue
          const source = Buffer.from(file.type === 'chunk' ? file.code : file.source)
          const brotli = brotliCompressSync(source, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } })
          this.emitFile({ type: 'asset', fileName: `${fileName}.br`, source: brotli })
          this.emitFile({ type: 'asset', fileName: `${fileName}.gz`, source: gzipSync(source, { level: 9 }) })
        }
      },
    },
  }
}

/** Writes LICENSES.txt, of all that a release contains, and the names of the packages in the bundle. */
function licenses(): Plugin {
  return {
    name: 'licenses',
    apply: 'build',
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter(file => file.type === 'chunk')
      // The style sheet has Tailwind's reset in it, and no list of modules.
      const app = [...bundledPackages(chunks.flatMap(({ moduleIds }) => moduleIds)), 'node_modules/tailwindcss'].sort()
      const source = licensesText('.', { app, server: productionPackages(readLock('.')) })
      this.emitFile({ type: 'asset', fileName: 'LICENSES.txt', source })
      this.emitFile({ type: 'asset', fileName: '.vite/packages.json', source: JSON.stringify(app, null, 2) })
    },
  }
}

/** Builds the app a second time, as the server draws it, into one file that is not served. */
function drawModule(): Plugin {
  return {
    name: 'draw-module',
    apply: 'build',
    config: ({ build }) => ({
      environments: {
        ssr: {
          define: { 'process.env.NODE_ENV': JSON.stringify('production') },
          resolve: { noExternal: true },
          build: {
            outDir: join(build?.outDir ?? 'dist', '.server'),
            ssr: 'src/web/entry-server.tsx',
            manifest: false,
            copyPublicDir: false,
            minify: true,
            rolldownOptions: { output: { codeSplitting: false } },
          },
        },
      },
      builder: {
        // One after the other: the first empties the folder of both.
        buildApp: async builder => {
          for (const environment of Object.values(builder.environments)) await builder.build(environment)
        },
      },
    }),
  }
}

/** Of what is served only. */
const clientOnly = (plugin: Plugin): Plugin => ({ ...plugin, applyToEnvironment: ({ name }) => name === 'client' })

/** In development, takes the page's configuration from the running proxy, which alone knows the environments. */
function configurationFromProxy(): Plugin {
  const block = /(<script type="application\/json" id="desk-config">)([\s\S]*?)(<\/script>)/
  return {
    name: 'configuration-from-proxy',
    apply: 'serve',
    async transformIndexHtml(html) {
      // Vitest starts a development server too, and no page of it is ever opened.
      const page = await fetch(`${proxyOrigin}/demo`).then(
        response => response.text(),
        () => '',
      )
      const configuration = block.exec(page)?.[2]
      return configuration ? html.replace(block, (_all, open, _old, close) => open + configuration + close) : html
    },
  }
}

/** What needs a program that is not there is left out on purpose only: `WITHOUT=redis,nginx`. */
const leftOut = [
  ...configDefaults.exclude,
  ...excludedSuites(readWithout(process.env.WITHOUT, [redis.name, nginx.name, 'chromium', 'full-chromium'])),
]
/** They measure the heap of their process, which must be their own. */
const ownHeap = ['src/server/auth/{iap,reads}.test.ts', 'src/server/auth/session/revoked-sessions.test.ts']

export default defineConfig({
  plugins: [
    react(),
    tailwindcss(),
    clientOnly(licenses()),
    clientOnly(precompress()),
    drawModule(),
    configurationFromProxy(),
  ],
  server: { proxy: { '/api': proxyOrigin, '/auth': proxyOrigin } },
  build: {
    manifest: true,
    target: 'es2023',
    // The first page's modules are in its own head, and a link's page loads when it is pointed at.
    modulePreload: false,
    reportCompressedSize: false,
    // A data: URL for a small image or font would need a looser Content-Security-Policy.
    assetsInlineLimit: 0,
    rolldownOptions: {
      // Otherwise each module that several pages share is a file by itself: dozens of requests that compress badly.
      output: {
        codeSplitting: {
          groups: [{ name: 'shared', minShareCount: 8 }],
        },
      },
      // Compressing is meant to be the slowest part of the build.
      checks: { pluginTimings: false },
    },
  },
  test: {
    // Tests of programs spend a quarter of their time waiting, so there is one worker more than cores.
    maxWorkers: availableParallelism() + 1,
    projects: [
      // Files share a process, and with it the cost of loading their modules: half a second of CPU each.
      { extends: true, test: { name: 'functions', include: ['src/{paxos,domain}/**/*.test.ts'], isolate: false } },
      {
        extends: true,
        test: {
          name: 'programs',
          include: ['{src/{server,simulator,web},scripts}/**/*.test.ts'],
          exclude: [...ownHeap, ...leftOut],
          isolate: false,
        },
      },
      { extends: true, test: { name: 'heap', include: ownHeap } },
      {
        extends: true,
        test: {
          name: 'components',
          include: ['src/web/**/*.test.tsx'],
          environment: 'happy-dom',
          isolate: false,
          setupFiles: 'src/web/testing/page.ts',
        },
      },
    ],
    exclude: leftOut,
    env: { TZ: 'UTC' },
    // Properties run thousands of cases, on machines that may be busy with something else.
    testTimeout: 30_000,
    restoreMocks: true,
    unstubGlobals: true,
  },
})
