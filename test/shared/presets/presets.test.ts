import { describe, expect, it } from 'vitest'
import { factsOf } from '#shared/graph/facts'
import { presets } from '#shared/presets/index'

describe('presets', () => {
  it.each([
    ['vgg16-bn', 32, 10, 15_253_578],
    ['vgg16-bn-small', 32, 10, 957_210],
    ['vgg16', 224, 1000, 138_357_544],
    ['vgg16-tutorial', 224, 10, 134_301_514],
  ] as const)('%s at %i with %i classes has %i parameters', (name, size, classes, parameters) => {
    const facts = factsOf(presets[name].build(size, classes))
    expect(facts.total.parameters).toBe(parameters)
    expect(facts.classes).toBe(classes)
  })

  it("refuses the tutorial's network at 32, naming the layer whose map would be empty", () => {
    expect(() => factsOf(presets['vgg16-tutorial'].build(32, 10))).toThrow(/conv5_1 has a kernel of 3 × 3, but its input is only 2 × 2/)
  })

  it('takes the logits before a final Softmax', () => {
    expect(factsOf(presets['vgg16-tutorial'].build(224, 10)).logits).toBe('fc3')
  })
})
