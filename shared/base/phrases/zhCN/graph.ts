import type { graphPhrases } from '../graph'

/** Parts of sentences about networks, in Simplified Chinese. */
export const graphPhrasesZhCN: typeof graphPhrases = {
  andMore: (d) => `${d.names} 以及另外 ${d.count} 个层`,
  nothing: () => '空白',
  noTensor: () => '无',
  singleNumber: () => '单个数',
  partLayer: (d) => `层“${d.layer}”`,
  partConnection: (d) => `从“${d.from}”到“${d.to}”的连接`,
  characters: () => '个字符',
  bytes: () => '字节',
  layers: () => '个层',
  connections: () => '条连接',
  placeText: () => '其文本',
  placeItself: () => '文件',
  placeField: (d) => `字段 ${d.field}`,
  placeLayer: (d) => `第 ${d.number} 个层${d.name && `（${d.name}）`}${d.field && `的 ${d.field}`}`,
  placeConnection: (d) => `第 ${d.number} 条连接${d.field && `的 ${d.field}`}`,
  nestedTooDeep: (d) => `嵌套超过 ${d.most} 层`,
}
