import { dataPhrasesZhCN } from './phrases/zhCN/data'
import { doctorPhrasesZhCN } from './phrases/zhCN/doctor'
import { enginePhrasesZhCN } from './phrases/zhCN/engine'
import { faultPhrasesZhCN } from './phrases/zhCN/faults'
import { filePhrasesZhCN } from './phrases/zhCN/files'
import { fixPhrasesZhCN } from './phrases/zhCN/fixes'
import { graphPhrasesZhCN } from './phrases/zhCN/graph'
import { layerPhrasesZhCN } from './phrases/zhCN/layers'
import { runPhrasesZhCN } from './phrases/zhCN/run'
import { systemPhrasesZhCN } from './phrases/zhCN/system'
import { weightsPhrasesZhCN } from './phrases/zhCN/weights'
import type { Language } from './problem'
import { askSentencesZhCN } from './sentences/zhCN/ask'
import { connectionSentencesZhCN } from './sentences/zhCN/connection'
import { dataSentencesZhCN } from './sentences/zhCN/data'
import { engineSentencesZhCN } from './sentences/zhCN/engine'
import { exportSentencesZhCN } from './sentences/zhCN/export'
import { graphSentencesZhCN } from './sentences/zhCN/graph'
import { runSentencesZhCN } from './sentences/zhCN/run'
import { terminalSentencesZhCN } from './sentences/zhCN/terminal'

/** Sentences of problems and phrases in Simplified Chinese. Only windows speak it: the terminal and the log are in English. */
export const zhCN: Language = {
  sentences: {
    ...askSentencesZhCN,
    ...connectionSentencesZhCN,
    ...dataSentencesZhCN,
    ...engineSentencesZhCN,
    ...exportSentencesZhCN,
    ...graphSentencesZhCN,
    ...runSentencesZhCN,
    ...terminalSentencesZhCN,
  },
  phrases: { ...dataPhrasesZhCN, ...doctorPhrasesZhCN, ...enginePhrasesZhCN, ...faultPhrasesZhCN, ...filePhrasesZhCN, ...fixPhrasesZhCN, ...graphPhrasesZhCN, ...layerPhrasesZhCN, ...runPhrasesZhCN, ...systemPhrasesZhCN, ...weightsPhrasesZhCN },
}
