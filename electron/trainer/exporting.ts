import type { Job } from '#shared/contract/trainer'
import { exportWeights } from './export/exportWeights'
import type { Host } from './host'

/** Exports weights; tells of each format how it went. */
export async function exporting({ weights, data, formats, folder }: Extract<Job, { kind: 'export' }>, host: Host): Promise<void> {
  host.emit({ type: 'preparing', what: 'reading the pictures' })
  const whole = await exportWeights(host.engine, { weights, data, formats, folder }, () => host.stopping(), (event) => host.emit(event))
  host.emit({ type: 'done', how: whole ? 'finished' : 'stopped' })
}
