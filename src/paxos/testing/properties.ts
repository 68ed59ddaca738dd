/** fast-check with a fixed seed, so that every run of the tests tries the same values. */
import fc from 'fast-check'

fc.configureGlobal({ seed: 20_260_420 })

export { fc }
