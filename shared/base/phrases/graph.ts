/** Parts of sentences about networks. */
export const graphPhrases = {
  andMore: (d: { names: string; count: number }) => `${d.names} and ${d.count} more`,
  nothing: () => 'nothing',
  noTensor: () => 'none',
  singleNumber: () => 'a single number',
  partLayer: (d: { layer: string }) => `layer '${d.layer}'`,
  partConnection: (d: { from: string; to: string }) => `connection from '${d.from}' to '${d.to}'`,
  characters: () => 'characters',
  bytes: () => 'bytes',
  layers: () => 'layers',
  connections: () => 'connections',
  placeText: () => 'Its text',
  placeItself: () => 'It',
  placeField: (d: { field: string }) => `Its field ${d.field}`,
  placeLayer: (d: { number: number; name: string; field: string }) => `Layer ${d.number}${d.name && ` (${d.name})`}${d.field && `, ${d.field},`}`,
  placeConnection: (d: { number: number; field: string }) => `Connection ${d.number}${d.field && `, ${d.field},`}`,
  nestedTooDeep: (d: { most: number }) => `is nested more than ${d.most} levels deep`,
}
