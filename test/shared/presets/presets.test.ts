import { describe, expect, it } from 'vitest'
import { factsOf } from '#shared/graph/facts'
import { presets, type PresetName } from '#shared/presets/index'
import { secondsPerEpoch } from '#shared/presets/measured'

describe('presets', () => {
  // torchvision's numbers are those of its documentation (num_params); ResNet-18's is kuangliu/pytorch-cifar's network counted by PyTorch.
  it.each([
    ['vgg16-bn', 32, 10, 15_253_578],
    ['vgg16-bn-small', 32, 10, 957_210],
    ['vgg11', 224, 1000, 132_863_336],
    ['vgg13', 224, 1000, 133_047_848],
    ['vgg16', 224, 1000, 138_357_544],
    ['vgg19', 224, 1000, 143_667_240],
    ['vgg11-bn-224', 224, 1000, 132_868_840],
    ['vgg13-bn-224', 224, 1000, 133_053_736],
    ['vgg16-bn-224', 224, 1000, 138_365_992],
    ['vgg19-bn-224', 224, 1000, 143_678_248],
    ['vgg16-tutorial', 224, 10, 134_301_514],
    ['lenet-5', 32, 10, 62_006],
    ['resnet-18', 32, 10, 11_173_962],
    ['fast-94', 32, 10, 1_971_640],
    ['resnet-18-224', 224, 1000, 11_689_512],
    ['blank', 32, 10, 30_730],
  ] as const)('%s at %i with %i classes has %i parameters', (name, size, classes, parameters) => {
    const facts = factsOf(presets[name].build(size, classes))
    expect(facts.total.parameters).toBe(parameters)
    expect(facts.classes).toBe(classes)
  })

  it.each(Object.keys(presets) as PresetName[])('%s is sound at its own size', (name) => {
    const { build, size } = presets[name]
    const { classes, input } = factsOf(build(size, 7))
    expect({ classes, input }).toEqual({ classes: 7, input: [3, size, size] })
  })

  it("refuses the tutorial's network at 32, naming the layer whose map would be empty", () => {
    expect(() => factsOf(presets['vgg16-tutorial'].build(32, 10))).toThrow(/conv5_1 has a kernel of 3 × 3, but its input is only 2 × 2/)
  })

  it("brings torchvision's networks to their head at other sizes too", () => {
    expect(factsOf(presets.vgg16.build(64, 1000)).total.parameters).toBe(138_357_544)
  })

  it('says what an epoch took, of every network that was measured', () => {
    expect(Object.keys(presets).filter((name) => !(name in secondsPerEpoch))).toEqual(['resnet-18-224'])
    expect(Object.keys(secondsPerEpoch).filter((name) => !(name in presets))).toEqual([])
  })

  it('takes the logits before a final Softmax', () => {
    expect(factsOf(presets['vgg16-tutorial'].build(224, 10)).logits).toBe('fc3')
  })
})
