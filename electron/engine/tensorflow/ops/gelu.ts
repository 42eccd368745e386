import { DataType } from '../binding'
import type { GraphBuilder, Tensor } from '../graphdef'
import type { OpRule } from './op'

/**
 * y = x · Φ(x). dx = dy · (Φ(x) + x · Φ'(x)).
 * In float32 whatever the compute type is: far below 0, Φ is the difference of two numbers near 1.
 */
export const gelu: OpRule<'gelu'> = ({ g }, given, byTanh) => {
  const x = g.cast(given, DataType.float32)
  const { share, density } = byTanh ? approximate(g, x) : exact(g, x)
  return {
    inputs: [given],
    y: g.cast(g.binary('Mul', x, share), given.type),
    gradient(dy) {
      const slope = g.binary('AddV2', share, g.binary('Mul', x, density()))
      return [g.cast(g.binary('Mul', g.cast(dy, DataType.float32), slope), given.type)]
    },
  }
}

/** Φ, and its derivative for those who need it. */
interface Distribution {
  readonly share: Tensor
  density(): Tensor
}

/** Φ(x) = ½ · (1 + erf(x / √2)); Φ'(x) = e^(-x² / 2) / √(2π). */
function exact(g: GraphBuilder, x: Tensor): Distribution {
  return {
    share: half(g, map(g, 'Erf', times(g, x, Math.SQRT1_2))),
    density: () => times(g, map(g, 'Exp', times(g, map(g, 'Square', x), -0.5)), 1 / Math.sqrt(2 * Math.PI)),
  }
}

/** Φ(x) ≈ ½ · (1 + tanh u), u = √(2/π) · (x + 0.044715 · x³); the derivative of that is 2 · Φ · (1 - Φ) · u'. */
function approximate(g: GraphBuilder, x: Tensor): Distribution {
  const straight = Math.sqrt(2 / Math.PI)
  const cubic = 0.044715 * straight
  const square = map(g, 'Square', x)
  const share = half(g, map(g, 'Tanh', g.binary('Mul', x, plus(g, times(g, square, cubic), straight))))
  return {
    share,
    density() {
      const bell = g.binary('Sub', share, map(g, 'Square', share))
      return g.binary('Mul', bell, plus(g, times(g, square, 6 * cubic), 2 * straight))
    },
  }
}

const map = (g: GraphBuilder, op: 'Erf' | 'Exp' | 'Square' | 'Tanh', x: Tensor) => g.one(op, [x], { T: { type: x.type } }, x.type, x.dims)
const times = (g: GraphBuilder, x: Tensor, by: number) => g.binary('Mul', x, g.float(by))
const plus = (g: GraphBuilder, x: Tensor, by: number) => g.binary('AddV2', x, g.float(by))
/** ½ · (1 + x) */
const half = (g: GraphBuilder, x: Tensor) => plus(g, times(g, x, 0.5), 0.5)
