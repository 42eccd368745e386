import type { runPhrases } from '../run'

/** Parts of sentences about runs, weights and the program's own processes, in Simplified Chinese. */
export const runPhrasesZhCN: typeof runPhrases = {
  starting: () => '启动',
  readingPictures: () => '读取图片',
  compilingNetwork: () => '编译网络',
  validating: () => '验证',
  began: () => '训练已开始。',
  wentOn: () => '训练已继续。',
  paused: () => '训练已暂停。',
  extended: () => '运行增加了轮数。',
  stopped: () => '训练已停止并保存。',
  finished: () => '训练已完成。',
  failed: () => '训练失败。',
  waitsForRoom: (d) => `没有空间写入 ${d.path}；没有留下不完整的内容。运行会等到有空间为止。`,
  normalisationAssumed: () => '权重没有说明图片如何归一化；每个通道均采用均值 0.5 和标准差 0.25。',
  processorAfterAll: () => 'TensorFlow 最终无法使用 GPU，因此由处理器计算。请运行 npm run studio -- doctor 查看。',
  begunElsewhere: (d) => `此运行始于别处（${d.list}）：它会继续，但与在原处继续的结果不会逐位一致。`,
  infinite: () => '无穷大',
  weightsKept: (d) => `第 ${d.step} 步后的权重保存在 ${d.file}`,
  nothingSaved: () => '尚未保存可用的权重',
  isNotJson: () => '它不是 JSON',
  eventOutOfTurn: (d) => `收到的是第 ${d.number} 个事件，应为第 ${d.expected} 个`,
}
