export type TableFormat = 'csv' | 'xlsx'

/** On buttons, and in messages about them. */
export const formatNames: Readonly<Record<TableFormat, string>> = { csv: 'CSV', xlsx: 'Excel' }
