import type { engineSentences } from '../engine'

const again = '请重新运行：npm run engine'
const doctor = 'npm run engine -- --doctor'

/** Problems of the engine, in Simplified Chinese. */
export const engineSentencesZhCN: typeof engineSentences = {
  engineMissing: (d) => ({ sentence: `本机尚无可用于训练的引擎；它应位于 ${d.folder}。`, hint: '请运行以下命令安装：npm run engine' }),
  engineIncomplete: (d) => ({ sentence: `VGG_STUDIO_ENGINE 指定的文件夹 ${d.folder} 中没有完整的引擎：${d.fault}。`, hint: '请指定完整引擎的文件夹，或取消设置 VGG_STUDIO_ENGINE 以使用已安装的引擎（npm run engine）。' }),
  gpuEngineMissing: (d) => ({ sentence: `已检测到 ${d.card}，但没有安装适用于它的引擎。`, hint: '请运行以下命令安装（需下载约 3.3 GB）：npm run engine -- --gpu' }),
  gpuEngineNotNamed: (d) => ({ sentence: `VGG_STUDIO_ENGINE 指定的引擎 ${d.folder} 是为处理器编译的，不能使用 GPU。`, hint: '请取消设置 VGG_STUDIO_ENGINE，并运行以下命令安装 GPU 引擎：npm run engine -- --gpu' }),
  gpuMissing: (d) => ({ sentence: `没有可用的 GPU：${d.reason}。`, hint: `请使用 --device cpu 或 auto 在处理器上训练；检测结果可用以下命令查看：${doctor}` }),
  platformUnsupported: (d) => ({
    sentence: d.kind === 'gpu' ? `没有适用于 ${d.system} 的 GPU 引擎。` : `没有适用于 ${d.system} 的引擎。`,
    hint: `引擎支持 ${d.offers.join('、')}。如果本机属于其中之一，请检查 Node 本身是否为其编译：node -p process.arch`,
  }),
  muslUnsupported: (d) => ({ sentence: `${d.system} 没有 glibc，即 TensorFlow 所需的 C 库。`, hint: '请使用带有 glibc 2.27 或更新版本的发行版，例如 Debian、Ubuntu 或 Fedora；在容器中请使用非 Alpine 的镜像。' }),
  glibcTooOld: (d) => ({ sentence: `本系统的 C 库 glibc ${d.have} 低于 TensorFlow 所需的 ${d.need}。`, hint: '请使用更新的系统版本，例如 Debian 10、Ubuntu 18.04 或更新版本。' }),
  pythonMissing: (d) => ({ sentence: '未找到下载 TensorFlow 所需的 Python。', hint: d.fix }),
  pipMissing: (d) => ({ sentence: `已找到 Python（${d.python}），但缺少下载 TensorFlow 所需的 pip。`, hint: d.fix }),
  pythonLibraryMissing: (d) => ({ sentence: '未找到 Python 3.11；在 Windows 上，TensorFlow 需要其中的 python311.dll。', hint: d.fix }),
  compilerMissing: (d) => ({ sentence: '未找到将引擎连接到 Node 所需的 C++ 编译器。', hint: d.fix }),
  packageMissing: (d) => ({ sentence: `构建引擎所需的软件包 ${d.name} 未安装。`, hint: '请运行以下命令安装程序的软件包：npm install' }),
  diskTooFull: (d) => ({ sentence: `安装引擎时 ${d.folder} 需要 ${d.need} 的可用空间，目前只有 ${d.free}。`, hint: '请腾出空间，或将 XDG_DATA_HOME（Windows 上为 LOCALAPPDATA）指向空间更大的磁盘。' }),
  diskFilledUp: (d) => ({ sentence: `安装引擎时 ${d.folder} 所在的磁盘已满；没有留下不完整的内容。`, hint: `请腾出空间。${again}` }),
  folderNotWritable: (d) => ({ sentence: `无法将引擎写入 ${d.folder}：${d.reason}。`, hint: '请获取该处的写入权限，或将 XDG_DATA_HOME（Windows 上为 LOCALAPPDATA）指向你自己的文件夹。' }),
  networkUnreachable: (d) => ({ sentence: `无法连接 Python 软件包索引，TensorFlow 下载失败：${d.reason}。`, hint: `请检查网络连接；如使用代理，请检查 HTTPS_PROXY 或 pip 的设置。${again}` }),
  wheelNotOffered: (d) => ({ sentence: `pip 使用的 Python 软件包索引不提供 ${d.wheel}。`, hint: '如果 pip 使用了镜像（pip config list），请换用提供它的镜像或公共索引。' }),
  downloadFailed: (d) => ({ sentence: `pip 无法下载 ${d.wheel}：${d.reason}。`, hint: again }),
  wheelDiffers: (d) => ({ sentence: `下载的 ${d.wheel} 不是应有的文件：其 SHA-256 以 ${d.got} 开头，而不是 ${d.expected}。`, hint: `文件已移除。${again}。如果再次出现，说明途中的代理或镜像改动了文件。` }),
  compileFailed: (d) => ({ sentence: `${d.compiler} 无法编译将引擎连接到 Node 的部分：${d.reason}。`, hint: `需要支持 C++17 的编译器，例如 GCC 8、Clang 7 或更新版本。${again}` }),
  bindingDoesNotLoad: (d) => ({ sentence: `引擎已构建，但无法在本机运行：${d.reason}。`, hint: `本机的检测结果可用以下命令查看：${doctor}` }),
  setupStopped: (d) => ({ sentence: `安装已停止；${d.folder} 中没有留下不完整的内容。`, hint: '已完整下载的内容会保留；可运行以下命令继续：npm run engine' }),
  gpuNotUsable: () => ({ sentence: '驱动程序检测到 GPU，但 TensorFlow 无法用它计算。', hint: '请运行 npm run studio -- doctor 查看驱动和显卡，或使用 --device cpu 训练。' }),
  engineNotLoaded: (d) => ({ sentence: `无法加载 ${d.folder} 中的引擎：${d.reason}。`, hint: `请运行 ${doctor} 查看原因，或运行 npm run engine -- --force 重新安装。` }),
  setupWordUnknown: (d) => ({ sentence: `引擎安装程序不认识 ${d.word}。`, hint: '可用的选项请用以下命令查看：npm run engine -- --help' }),
  engineInUse: () => ({ sentence: '有网络正在训练，可能正在使用此引擎。', hint: '请先停止或完成运行，再移除引擎。' }),
  engineSetUpBusy: () => ({ sentence: '已有引擎正在设置。', hint: '请等待其就绪，或将其取消。' }),
  engineSourcesMissing: () => ({ sentence: '此应用打包时未附带构建引擎所需的文件。', hint: '请在程序源代码中用 npm run engine -- --gpu 设置引擎；本应用随后即可找到它。' }),
  installerDied: (d) => ({ sentence: `设置引擎的进程意外退出（${d.how}）；没有留下不完整的引擎。`, hint: '已完整下载的内容保留：请重新获取。' }),
}
