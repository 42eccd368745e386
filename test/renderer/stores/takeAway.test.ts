import { expect, it } from 'vitest'
import { useTakeAway } from '#renderer/stores/takeAway'
import { useWeights } from '#renderer/stores/weights'
import { settled, storesOver } from '../helpers'

it("knows the network of a run's weights, its source, and what is inside", async () => {
  const { use, asked } = storesOver()
  use(useWeights)
  const take = use(useTakeAway)
  await settled()
  expect(take.source).toMatch(/^class VGG16BN\(nn\.Module\):$/m)
  expect(take.facts).toMatchObject({ parameters: 15_253_578, classes: 10, input: [3, 32, 32] })
  await take.show('~/exports/onnx')
  expect(asked.at(-1)).toMatchObject({ name: 'showInFolder', input: { path: '~/exports/onnx' } })
})
