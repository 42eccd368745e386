import { plain, problem } from '#shared/base/problem'
import { exportForms } from '#shared/code/exports'
import type { Handlers } from '#shared/contract/contract'
import type { StudioContract } from '#shared/contract/studio'

/** Exports that are done at once: weights come back bit for bit, ONNX to within rounding, and a SavedModel differs. With `held` ONNX is being compared without end. */
export function fakeExport(note: (name: string) => (input: unknown) => void, held = false): Handlers<StudioContract>['export'] {
  return {
    write(input, teller) {
      note('export')(input)
      teller.snapshot({})
      for (const format of input.formats) {
        teller.event({ type: 'writing', format })
        teller.event({ type: 'comparing', format, done: 42, of: 64 })
        if (held && format === 'onnx') return
        if (format === 'savedmodel') {
          teller.event({ type: 'notExported', format, ...plain(problem('exportDiffers', { format: 'SavedModel', relative: '4.2e-2', allowed: '1e-4' })) })
          continue
        }
        const largest = format === 'onnx' ? 3.1e-6 : 0
        teller.event({ type: 'exported', format, folder: `${input.folder}/${format}`, file: exportForms[format].file, bytes: 61_100_000, pictures: 64, sameAnswers: 64, largest, relative: largest / 4 })
      }
      teller.end()
    },
  }
}
