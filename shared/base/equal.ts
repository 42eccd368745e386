/** Whether two plain documents say the same, whatever the order of their keys. */
export function saysTheSame(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false
  const [keys, others] = [Object.keys(one), Object.keys(other)]
  return keys.length === others.length && keys.every((key) => Object.hasOwn(other, key) && saysTheSame((one as Record<string, unknown>)[key], (other as Record<string, unknown>)[key]))
}
