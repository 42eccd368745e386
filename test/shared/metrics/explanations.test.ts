import { describe, expect, it } from 'vitest'
import { calibrationOf } from '#shared/metrics/calibration'
import { gradCam, strongestChannels } from '#shared/metrics/gradCam'
import { heatColour } from '#shared/metrics/heatColour'
import { surestMistakes } from '#shared/metrics/mistakes'
import { nearestRows, toUnitLength } from '#shared/metrics/neighbours'

describe('calibration', () => {
  // By hand: the bin (0.5, 0.75] has 0.6 and 0.7, one right; (0.75, 1] has 0.9 twice, both right.
  it('compares how sure the answers of a bin were with how many were right', () => {
    const { bins, expectedError } = calibrationOf([0.6, 0.9, 0.7, 0.9], (i) => i !== 0, 4)
    expect(bins.map(({ count }) => count)).toEqual([0, 0, 2, 2])
    expect(bins[2]!.confidence).toBeCloseTo(0.65, 12)
    expect(bins[2]!.accuracy).toBe(0.5)
    expect(bins[3]).toMatchObject({ from: 0.75, to: 1, accuracy: 1 })
    expect(expectedError).toBeCloseTo((2 * 0.15 + 2 * 0.1) / 4, 12)
  })

  it('is perfect when what is called certain is always right', () => {
    expect(calibrationOf([1, 1, 1], () => true).expectedError).toBe(0)
  })

  it('counts a probability at the border of two bins in the lower one, and 0 in the first', () => {
    expect(calibrationOf([0, 0.5, 1], () => true, 2).bins.map(({ count }) => count)).toEqual([2, 1])
  })

  it('of nothing is empty bins', () => {
    expect(calibrationOf([], () => true, 2)).toEqual({
      bins: [{ from: 0, to: 0.5, count: 0, confidence: 0, accuracy: 0 }, { from: 0.5, to: 1, count: 0, confidence: 0, accuracy: 0 }],
      expectedError: 0,
    })
  })
})

describe('the surest mistakes', () => {
  it('are the wrong answers, the surest first', () => {
    expect(surestMistakes([0, 1, 2, 0], [0, 2, 1, 1], [0.99, 0.4, 0.8, 0.8], 2)).toEqual([2, 3])
  })
})

describe('neighbours', () => {
  it('are ordered by the cosine, whatever their lengths', () => {
    const features = Float32Array.of(10, 0, 0, 2, 3, 3, -1, 0)
    toUnitLength(features, 2)
    const query = Float32Array.of(0, 5)
    toUnitLength(query, 2)
    const found = nearestRows(features, query, 3)
    expect(found.map(({ row }) => row)).toEqual([1, 2, 0])
    expect(found[0]!.similarity).toBeCloseTo(1, 6)
    expect(found[1]!.similarity).toBeCloseTo(Math.SQRT1_2, 6)
  })

  it('leave a row of zeros as it is', () => {
    const features = Float32Array.of(0, 0, 3, 4)
    toUnitLength(features, 2)
    expect([...features]).toEqual([0, 0, Math.fround(0.6), Math.fround(0.8)])
  })
})

describe('Grad-CAM', () => {
  // Two channels of 1 × 2 pixels; the means of the gradients are 2 and -1: 2·(1, 4) - (4, 2) = (-2, 6).
  const map = { channels: 2, height: 1, width: 2, values: Float32Array.of(1, 4, 4, 2) }

  it('weighs the channels by their mean gradients, and leaves out what speaks against the class', () => {
    expect([...gradCam(map, Float32Array.of(1, 3, -2, 0))]).toEqual([0, 1])
  })

  it('is 0 everywhere when nothing speaks for the class', () => {
    expect([...gradCam(map, Float32Array.of(-1, -1, -1, -1))]).toEqual([0, 0])
  })

  it('takes the strongest channels first when there are too many', () => {
    const many = { channels: 3, height: 1, width: 2, values: Float32Array.of(0, 1, -5, 2, 3, 0) }
    expect(strongestChannels(many, 2)).toEqual([1, 2])
    expect(strongestChannels(many, 3)).toEqual([0, 1, 2])
  })
})

describe('the colours of heat', () => {
  it('grow lighter from cold to hot', () => {
    const lightness = Array.from({ length: 101 }, (_, i) => heatColour(i / 100)).map(([r, g, b]) => 0.2126 * r + 0.7152 * g + 0.0722 * b)
    lightness.slice(1).forEach((light, i) => expect(light).toBeGreaterThan(lightness[i]!))
    expect(heatColour(-1)).toEqual(heatColour(0))
    expect(heatColour(2)).toEqual(heatColour(1))
  })
})
