/**
 * Stands in the build for what TanStack Query has for changing data, see `withoutMutations` in vite.config.ts: this app
 * only reads, so that its pages need not carry it. What the query client calls is here, and has nothing to do.
 */
export class MutationCache {
  clear(): void {}
  findAll(): readonly [] {
    return []
  }
  async resumePausedMutations(): Promise<void> {}
}
