import type { enginePhrases } from '../engine'

/** Parts of sentences about the engine, in Simplified Chinese. */
export const enginePhrasesZhCN: typeof enginePhrases = {
  systemOn: (d) => `${d.system}（${d.arch}）`,
  macWithoutCard: () => 'Mac 没有 NVIDIA 显卡',
  noCard: () => '未找到带驱动的 NVIDIA 显卡',
  noWorkingCard: (d) => `nvidia-smi 未找到可用的显卡（${d.reason}）`,
  driverTooOld: (d) => `${d.card} 的驱动 ${d.driver} 低于 CUDA 12 所需的 ${d.oldest}`,
  unnamedCard: () => 'NVIDIA 显卡',
  hasNoFile: (d) => `缺少 ${d.file}`,
  noSuchFolder: () => '该文件夹不存在',
  recordUnreadable: (d) => `其中的 ${d.file} 无法解读`,
  recordWithout: (d) => `其中的 ${d.file} 没有列出 ${d.part}`,
  madeForOther: (d) => `它是为 ${d.made} 构建的，而本机是 ${d.here}`,
  partMissing: (d) => `缺少 ${d.name}`,
  partOfOtherLength: (d) => `${d.name} 有 ${d.have} 字节，应为 ${d.need} 字节`,
  lacksInstructions: () => '此处理器缺少 TensorFlow 所需的指令集（AVX）',
  computesWrongly: () => '计算结果错误：两个小矩阵的乘积不符',
  installXcode: () => '请安装 Apple 的开发者工具：xcode-select --install',
  installWith: (d) => `请运行以下命令安装：${d.command}`,
  installPython: () => '请用系统的软件包管理器安装 Python 3 和 pip。',
  installPip: () => '请用系统的软件包管理器安装 Python 3 的 pip。',
  installCompiler: () => '请用系统的软件包管理器安装 C++ 编译器，例如 g++。',
}
