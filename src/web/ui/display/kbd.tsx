export const Kbd = ({ children }: { children: string }) => (
  <kbd className="rounded-sm border border-line bg-card px-1.5 font-mono text-xs text-ink-faint">{children}</kbd>
)
