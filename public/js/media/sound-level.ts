/** Shows in a `<meter>` (0-1) how loud it is, until it is ended: who sees it move knows that they are heard. */
export function showLevel(stream: MediaStream, meter: HTMLMeterElement | null): () => void {
  if (!meter || !stream.getAudioTracks().length) return () => {}
  const context = new AudioContext()
  const analyser = context.createAnalyser()
  analyser.fftSize = 512
  context.createMediaStreamSource(stream).connect(analyser)
  const heard = new Float32Array(analyser.fftSize)
  const timer = setInterval(() => {
    analyser.getFloatTimeDomainData(heard)
    const power = heard.reduce((sum, value) => sum + value * value, 0) / heard.length
    // From -60 dB, where nothing is heard, to 0.
    meter.value = power ? Math.min(1, Math.max(0, 1 + Math.log10(power) / 6)) : 0
  }, 80)
  return () => {
    clearInterval(timer)
    if (context.state !== 'closed') void context.close()
    meter.value = 0
  }
}
