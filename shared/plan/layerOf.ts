/** The name of the layer that a tensor belongs to: features.0 of features.0.weight. */
export function layerOf(tensor: string): string {
  return tensor.slice(0, tensor.lastIndexOf('.'))
}
