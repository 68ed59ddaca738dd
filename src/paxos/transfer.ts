/** The transfer record behind a leg. */

import {
  type EnumValue,
  readEnum,
  type SecondaryStatus,
  type StatusDetailKey,
  secondaryStatuses,
  statusDetailKeys,
  type TransferDirection,
  type TransferStatus,
  transferDirections,
  transferStatuses,
} from './enums.ts'
import { FieldReader, type Read } from './read.ts'

/** Field names are Paxos's own. Amounts are decimal text; `type` is an open set, kept as sent. */
export type Transfer = {
  readonly id: string | undefined
  readonly customer_id: string | undefined
  readonly profile_id: string | undefined
  readonly identity_id: string | undefined
  readonly account_id: string | undefined
  readonly group_id: string | undefined
  readonly fiat_account_id: string | undefined
  readonly ref_id: string | undefined
  readonly amount: string | undefined
  readonly total: string | undefined
  readonly fee: string | undefined
  readonly asset: string | undefined
  readonly balance_asset: string | undefined
  readonly notional_value: string | undefined
  readonly direction: EnumValue<TransferDirection>
  readonly type: string | undefined
  readonly status: EnumValue<TransferStatus>
  readonly secondary_status:
    | { readonly name: EnumValue<SecondaryStatus>; readonly detail: string | undefined }
    | undefined
  readonly status_details: EnumValue<StatusDetailKey>
  readonly memo: string | undefined
  readonly crypto_network: string | undefined
  readonly crypto_tx_hash: string | undefined
  readonly destination_address: string | undefined
  readonly created_at: string | undefined
  readonly updated_at: string | undefined
  readonly metadata: readonly (readonly [key: string, value: string])[]
}

/** Reads one transfer object. Never throws; unreadable fields are undefined and listed in `problems`. */
export function readTransfer(json: unknown): Read<Transfer> {
  const fields = FieldReader.from(json)
  const secondary = fields.object('secondary_status')
  const value: Transfer = {
    id: fields.text('id'),
    customer_id: fields.text('customer_id'),
    profile_id: fields.text('profile_id'),
    identity_id: fields.text('identity_id'),
    account_id: fields.text('account_id'),
    group_id: fields.text('group_id'),
    fiat_account_id: fields.text('fiat_account_id'),
    ref_id: fields.text('ref_id'),
    amount: fields.text('amount'),
    total: fields.text('total'),
    fee: fields.text('fee'),
    asset: fields.text('asset'),
    balance_asset: fields.text('balance_asset'),
    notional_value: fields.text('notional_value'),
    direction: readEnum(transferDirections, fields.text('direction')),
    type: fields.text('type'),
    status: readEnum(transferStatuses, fields.text('status')),
    secondary_status: secondary && {
      name: readEnum(secondaryStatuses, secondary.text('name')),
      detail: secondary.text('detail'),
    },
    status_details: readEnum(statusDetailKeys, fields.object('status_details')?.names()[0]),
    memo: fields.text('memo'),
    crypto_network: fields.text('crypto_network'),
    crypto_tx_hash: fields.text('crypto_tx_hash'),
    destination_address: fields.text('destination_address'),
    created_at: fields.text('created_at'),
    updated_at: fields.text('updated_at'),
    metadata: fields.pairs('metadata'),
  }
  return { value, problems: fields.problems }
}
