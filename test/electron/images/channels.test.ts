import { describe, expect, it } from 'vitest'
import { setWithChannels, withChannels } from '#electron/images/channels'
import { copiesOf, inMemory } from '#electron/images/pictures'
import { statisticsOf } from '#electron/images/statistics'

const grey = inMemory({ count: 2, height: 1, width: 2, channels: 1, bytes: Uint8Array.of(0, 200, 7, 255), labels: Uint8Array.of(1, 0) })
const colour = inMemory({ count: 2, height: 1, width: 3, channels: 3, bytes: Uint8Array.of(255, 0, 0, 0, 255, 0, 0, 0, 255, 10, 20, 30, 77, 77, 77, 255, 255, 255), labels: Uint8Array.of(0, 1) })

describe('pictures in other channels', () => {
  it('repeat grey in all three, so that the statistics of each channel are those of grey', () => {
    const three = withChannels(grey, 3)
    expect(three).toMatchObject({ count: 2, height: 1, width: 2, channels: 3, labels: grey.labels })
    expect([...copiesOf(three, [1, 0])]).toEqual([7, 7, 7, 255, 255, 255, 0, 0, 0, 200, 200, 200])
    const [mean] = statisticsOf(grey, Uint32Array.of(0, 1)).mean
    expect(statisticsOf(three, Uint32Array.of(0, 1)).mean).toEqual([mean, mean, mean])
  })

  it('turn colour into grey as PIL does', () => {
    const one = withChannels(colour, 1)
    expect([...copiesOf(one, [0])]).toEqual([76, 150, 29])
    expect([...copiesOf(one, [1])]).toEqual([18, 77, 255])
  })

  it('are the same pictures where they have the channels already', () => {
    expect(withChannels(colour, 3)).toBe(colour)
  })

  it('are both splits of a data set, or the one that there is', () => {
    const set = { name: 'Grey', classes: ['a', 'b'], training: grey, warnings: [] }
    expect(setWithChannels({ ...set, test: grey }, 3)).toMatchObject({ name: 'Grey', training: { channels: 3 }, test: { channels: 3 } })
    expect(setWithChannels(set, 3)).not.toHaveProperty('test')
  })

  it('are not made up between other numbers of channels', () => {
    expect(() => withChannels(colour, 4)).toThrow(RangeError)
  })
})
