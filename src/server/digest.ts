/** Text of any length as a key of fixed size. */
import { hash } from 'node:crypto'

/** 43 characters that stand for this text alone, for memories whose keys come from outside. */
export const digestOf = (text: string): string => hash('sha256', text, 'base64url')
