// Watches the first video element of whatever page this is put into, and tells what a person would see and hear:
// which frame was shown when (by the clock burnt into the picture), freezes, errors, loudness.
//
// The strip that carries the clock is described at kinora.camera.ClockStrip: the lowest eighth of the picture,
// 4 rows of 16 blocks, one bit each.

(() => {
  const COLUMNS = 16;
  const ROWS = 4;
  const BLOCK = 8;
  const SAMPLE_MS = 250;

  const canvas = new OffscreenCanvas(COLUMNS * BLOCK, ROWS * BLOCK);
  const context = canvas.getContext("2d", { willReadFrequently: true });

  function clockMs(video) {
    const height = video.videoHeight;
    context.drawImage(video, 0, (height * 7) / 8, video.videoWidth, height / 8, 0, 0, canvas.width, canvas.height);
    const pixels = context.getImageData(0, 0, canvas.width, canvas.height).data;
    let word = 0n;
    for (let block = 0; block < ROWS * COLUMNS; block++) {
      const x = (block % COLUMNS) * BLOCK + BLOCK / 2;
      const y = Math.floor(block / COLUMNS) * BLOCK + BLOCK / 2;
      const at = 4 * (y * canvas.width + x);
      const white = pixels[at] + pixels[at + 1] + pixels[at + 2] > 3 * 128;
      word = (word << 1n) | (white ? 1n : 0n);
    }
    const timestamp = (word >> 8n) & 0xffffffffffffn;
    let sum = 0n;
    for (let shift = 0n; shift < 48n; shift += 8n) {
      sum += (timestamp >> shift) & 0xffn;
    }
    const whole = word >> 56n === 0xa5n && (word & 0xffn) === (sum & 0xffn);
    return whole ? Number(timestamp) : null;
  }

  function watchFrames(video, frames) {
    const onFrame = (_, metadata) => {
      frames.push([Date.now(), clockMs(video), Math.round(metadata.mediaTime * 1000)]);
      video.requestVideoFrameCallback(onFrame);
    };
    video.requestVideoFrameCallback(onFrame);
  }

  function watchFreezes(video, tell) {
    let shown = false;
    let since = null;
    video.addEventListener("playing", () => {
      if (since !== null) {
        tell({ kind: "stall", durationMs: Date.now() - since });
      }
      shown = true;
      since = null;
    });
    video.addEventListener("waiting", () => {
      // Before the first picture nothing stands still, and a seek is the viewer's own wish.
      if (shown && !video.seeking) {
        since = Date.now();
      }
    });
  }

  function watchErrors(video, tell) {
    video.addEventListener("error", () =>
      tell({ kind: "error", fatal: true, text: `video ${video.error?.code} ${video.error?.message}` }));
    window.addEventListener("error", (event) => tell({ kind: "error", fatal: true, text: event.message }));
    window.addEventListener("unhandledrejection", (event) =>
      tell({ kind: "error", fatal: true, text: String(event.reason) }));
  }

  // The loudness of what comes out, as root mean square of the last samples (1 = full scale); sound is diverted
  // through the graph, so the element must not be muted.
  function ear(video) {
    const audio = new AudioContext();
    const analyser = audio.createAnalyser();
    audio.createMediaElementSource(video).connect(analyser);
    analyser.connect(audio.destination);
    video.muted = false;
    const samples = new Float32Array(analyser.fftSize);
    return () => {
      analyser.getFloatTimeDomainData(samples);
      return Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
    };
  }

  function buffered(video) {
    const ranges = video.buffered;
    return ranges.length === 0 ? 0 : ranges.end(ranges.length - 1) - video.currentTime;
  }

  function sample(video, frames, loudness) {
    const quality = video.getVideoPlaybackQuality();
    return {
      kind: "sample",
      atMs: Date.now(),
      positionS: video.currentTime,
      bufferedS: buffered(video),
      durationS: Number.isFinite(video.duration) ? video.duration : null,
      paused: video.paused,
      width: video.videoWidth,
      height: video.videoHeight,
      droppedFrames: quality.droppedVideoFrames,
      latencyS: window.kinoraLatencyS?.() ?? null,
      loudness: loudness(),
      frames: frames.splice(0),
    };
  }

  function start(listen) {
    const video = document.querySelector("video");
    const tell = (event) => window.kinoraReport(event);
    const frames = [];
    watchErrors(video, tell);
    watchFreezes(video, tell);
    watchFrames(video, frames);
    const loudness = listen ? ear(video) : () => null;
    setInterval(() => tell(sample(video, frames, loudness)), SAMPLE_MS);
  }

  window.kinoraProbe = start;
})();
