/** The list of ended sessions in Redis, as scripts. An entry: name, issued up to, until when it counts, issued by. */
import { script } from './connection.ts'

export const prefix = 'desk:1:revoked'
export const keys = [prefix, `${prefix}:birth`]
/**
 * Keys: list, birth. Arguments: name, issued up to, ms to keep it, issued by, a name for a list that begins anew, how many
 * entries it may have, the name that all sessions have. Entries that are over go. When there are too many, the first tenth
 * is replaced by one entry that ends all sessions as old as those.
 */
export const append = script(`
if redis.call('EXISTS', KEYS[1]) == 0 then redis.call('SET', KEYS[2], ARGV[5]) end
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local function add(name, upTo, issuedBy)
  redis.call('XADD', KEYS[1], '*', 'name', name, 'upTo', upTo, 'until', string.format('%.0f', now + ARGV[3]), 'issuedBy', issuedBy)
end
for _, entry in ipairs(redis.call('XRANGE', KEYS[1], '-', '+', 'COUNT', 128)) do
  if tonumber(entry[2][6]) <= now then redis.call('XDEL', KEYS[1], entry[1]) end
end
add(ARGV[1], ARGV[2], ARGV[4])
if redis.call('XLEN', KEYS[1]) > tonumber(ARGV[6]) then
  local newest = 0
  local oldest = redis.call('XRANGE', KEYS[1], '-', '+', 'COUNT', math.ceil(ARGV[6] / 10) + 1)
  for _, entry in ipairs(oldest) do
    newest = math.max(newest, tonumber(entry[2][8] or string.match(entry[1], '%d+') / 1000))
  end
  redis.call('XTRIM', KEYS[1], 'MINID', oldest[#oldest][1])
  local issuedBy = string.format('%.0f', math.ceil(newest))
  add(ARGV[7], issuedBy, issuedBy)
end
if redis.call('PTTL', KEYS[1]) < tonumber(ARGV[3]) then redis.call('PEXPIRE', KEYS[1], ARGV[3]) end
return 1`)

/** Keys: list, birth. Arguments: after which entry, a name for a list that has none yet, how many. */
export const readOn = script(`
redis.call('SET', KEYS[2], ARGV[2], 'NX')
local time = redis.call('TIME')
return {redis.call('GET', KEYS[2]), time[1] * 1000 + math.floor(time[2] / 1000), redis.call('EXISTS', KEYS[1]),
  redis.call('XRANGE', KEYS[1], '(' .. ARGV[1], '+', 'COUNT', ARGV[3])}`)

export const useOnce = script(`return redis.call('SET', KEYS[1], '1', 'NX', 'PX', ARGV[1]) and 1 or 0`)
