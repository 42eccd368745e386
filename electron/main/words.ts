import { spoken } from '#shared/base/phrase'
import { reasonOf } from '#shared/base/reason'
import { zhCN } from '#shared/base/zhCN'

/** What Electron's side says to a person, in the window's languages. */
const en = {
  file: 'File', newWindow: 'New Window', openNetwork: 'Open Network…', openRecent: 'Open Recent', save: 'Save Network', saveAs: 'Save Network As…', showLibrary: 'Show Library', closeWindow: 'Close Window',
  edit: 'Edit', undo: 'Undo', redo: 'Redo',
  view: 'View', data: 'Data', model: 'Model', train: 'Train', evaluate: 'Evaluate', try: 'Try', export: 'Export', settings: 'Settings…', palette: 'Command Palette', side: 'Side Panel', theme: 'Change Theme',
  training: 'Training', start: 'Train', pauseOrGoOn: 'Pause or Go On', stop: 'Stop',
  windows: 'Window', help: 'Help', showLog: 'Show Log',
  networks: 'Networks', weights: 'Weights', pictures: 'Archives and tables',
  picturesWhere: 'In what do your pictures lie?', picturesWhereText: 'A folder has a folder for each class in it. An archive has the same; a table (CSV) names files and their classes.', folder: 'Folder…', archive: 'Archive or Table…',
  leaveTitle: 'A network is being trained', leaveText: 'It is at {percent} %. It is saved when you quit, and can go on from there.', leave: 'Save and Quit', cancel: 'Cancel',
  goneTitle: 'This window stopped working', goneText: 'What is being trained goes on without it.', reload: 'Reload', close: 'Close',
  hungTitle: 'This window does not answer', wait: 'Wait',
  update: 'Check for Updates…', updateNone: 'VGG Studio {version} is the newest version', updateThere: 'VGG Studio {version} is there', updateSize: 'It takes {size} MB.', updateGet: 'Download',
  updateReady: 'The new version is ready', updateWhen: 'It is put in place when you quit.', updateQuit: 'Quit', updateLater: 'Later', updateFault: 'Newer versions could not be looked for',
  faultTitle: 'VGG Studio met a fault and ends',
  faultText: 'What was being trained goes on from its last checkpoint at the next start. The log says more: {log}',
}

export type Words = Readonly<Record<keyof typeof en, string>>

const zh: Words = {
  file: '文件', newWindow: '新建窗口', openNetwork: '打开网络…', openRecent: '打开最近的网络', save: '保存网络', saveAs: '网络另存为…', showLibrary: '显示资料库', closeWindow: '关闭窗口',
  edit: '编辑', undo: '撤销', redo: '重做',
  view: '视图', data: '数据', model: '模型', train: '训练', evaluate: '评估', try: '试用', export: '导出', settings: '设置…', palette: '命令面板', side: '侧栏', theme: '切换主题',
  training: '训练', start: '开始训练', pauseOrGoOn: '暂停或继续', stop: '停止',
  windows: '窗口', help: '帮助', showLog: '显示日志',
  networks: '网络', weights: '权重', pictures: '压缩包和表格',
  picturesWhere: '你的图片放在哪里？', picturesWhereText: '文件夹里每个类别一个子文件夹。压缩包也是如此；表格（CSV）列出文件及其类别。', folder: '文件夹…', archive: '压缩包或表格…',
  leaveTitle: '正在训练网络', leaveText: '已完成 {percent} %。退出时会保存，之后可以继续。', leave: '保存并退出', cancel: '取消',
  goneTitle: '此窗口已停止工作', goneText: '训练会继续进行。', reload: '重新加载', close: '关闭',
  hungTitle: '此窗口没有响应', wait: '等待',
  update: '检查更新…', updateNone: 'VGG Studio {version} 已是最新版本', updateThere: '有新版本 VGG Studio {version}', updateSize: '大小为 {size} MB。', updateGet: '下载',
  updateReady: '新版本已准备好', updateWhen: '退出后会自动安装。', updateQuit: '退出', updateLater: '以后', updateFault: '无法检查更新',
  faultTitle: 'VGG Studio 遇到故障，即将退出',
  faultText: '下次启动时，训练会从最近的检查点继续。详情见日志：{log}',
}

/** The words of a language as the settings name it; `system` is a tag such as zh-CN. */
export function wordsOf(language: 'system' | 'en' | 'zh-CN', system: string): Words {
  return language === 'zh-CN' || (language === 'system' && system.startsWith('zh')) ? zh : en
}

/** Why something failed, in the language of these words. */
export function reasonInWords(fault: unknown, words: Words): string {
  return spoken(reasonOf(fault), words === zh ? zhCN.phrases : undefined)
}

/** A sentence with its blanks filled in. */
export function filled(sentence: string, blanks: Readonly<Record<string, string | number>>): string {
  return sentence.replace(/\{(\w+)\}/g, (_all, blank: string) => String(blanks[blank]))
}
