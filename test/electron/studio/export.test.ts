import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { ExportEvent } from '#shared/contract/export'
import { studio, temporaryFolder } from '../../helpers/studio'
import { openHouse } from './house'

it('a window exports a run through a process of its own', async () => {
  await using folder = await temporaryFolder()
  expect((await studio(['train', '--model', 'lenet-5', '--data', 'shapes:240', '--batch', '32', '--epochs', '1', '--out', join(folder.path, 'runs', 'a-run')])).code).toBe(0)
  const house = await openHouse(folder.path)
  const out = join(folder.path, 'out')
  const wish = { weights: { from: 'run', id: 'a-run', which: 'best' }, formats: ['onnx', 'savedmodel'], folder: out } as const
  const events: ExportEvent[] = []
  const problem = await new Promise((ended) => {
    house.client.export.write({ ...wish, formats: [...wish.formats] }, { snapshot: () => undefined, event: (event) => events.push(event), ended })
  })
  expect(problem).toBeUndefined()
  expect(events.filter(({ type }) => type === 'exported').map(({ format }) => format)).toEqual(['onnx', 'savedmodel'])
  await house.studio.close()
  expect((await readdir(out)).sort()).toEqual(['onnx', 'savedmodel'])
})
