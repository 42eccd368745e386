import type { connectionSentences } from '../connection'

/** Problems between the parts of the program, in Simplified Chinese. */
export const connectionSentencesZhCN: typeof connectionSentences = {
  connectionLost: () => ({ sentence: '与后台的连接已断开。', hint: '后台恢复后会自动重新连接；正在进行的训练不受影响。' }),
  cancelled: () => ({ sentence: '已取消。', hint: '' }),
  callUnknown: (d) => ({ sentence: `此版本的后台不支持 ${d.what}。`, hint: '请重新加载窗口，使两者版本一致。' }),
  callMalformed: (d) => ({ sentence: `对 ${d.what} 的请求不符合要求（${d.reason}）。`, hint: '请重新加载窗口，使它与后台版本一致。' }),
  answerMalformed: (d) => ({ sentence: `${d.what} 的回答不符合要求（${d.reason}）。`, hint: '请重新加载窗口，使它与后台版本一致。' }),
  tooManyCalls: (d) => ({ sentence: `同时进行的请求超过 ${d.most} 个。`, hint: '请关闭一些窗口，或等待这些请求完成。' }),
  portTaken: (d) => ({ sentence: `本机的端口 ${d.port} 已被占用或不允许使用。`, hint: '请指定另一个端口，或不指定，程序会自动选择空闲端口。' }),
  uploadTooLarge: (d) => ({ sentence: `${d.name} 超过浏览器一次最多可移交的 ${d.gigabytes} GB。`, hint: '请改为按路径打开：这样无需复制。' }),
  uploadNoRoom: (d) => ({ sentence: `从浏览器接收 ${d.name} 需要资料库中有 ${d.need} MB 可用空间，但只剩 ${d.free} MB。`, hint: '请在那里腾出空间，或按路径打开：这样无需复制。' }),
  uploadBroken: (d) => ({ sentence: `未能从浏览器完整接收 ${d.name}。`, hint: '连接中断，或有文件在此期间被更改或移走。请重试。' }),
}
