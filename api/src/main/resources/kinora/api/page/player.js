// Kinora's player page: one stream of one playback session, as low as its latency goes, and in plain words what is
// the matter when there is no picture.

(() => {
  const SAMPLE_MS = 500;
  // Further behind than this, and the way back to live is offered.
  const NEAR_LIVE_S = 10;
  // One media error is worth another try with fresh decoders; the second one in a row is the stream's own.
  const DECODER_RETRY_MS = 5_000;

  const element = (id) => document.getElementById(id);
  const video = element("video");
  const stream = decodeURIComponent(location.pathname.split("/").pop());
  const token = new URLSearchParams(location.search).get("SessionToken");

  let stalls = 0;
  let stalled = false;
  let shown = false;
  let decoderRetriedAt = -Infinity;
  let hls = null;

  function say(text, kind = "") {
    element("state").textContent = text;
    element("state").className = "state " + kind;
  }

  function fail(title, text, command = "") {
    say("no picture", "failed");
    element("trouble-title").textContent = title;
    element("trouble-text").textContent = text;
    element("trouble-command").textContent = command;
    element("trouble").hidden = false;
  }

  function recover() {
    element("trouble").hidden = true;
  }

  // What an answer of the server means to whoever watches.
  function explain(status, name, message) {
    const doctor = `kinora doctor ${stream}`;
    if (status === 403) {
      return ["This link has ended", "Playback links are good for a limited time. Ask for a new one:", `kinora play ${stream}`];
    }
    if (status === 404) {
      return ["Nothing to show yet", `${message || "The stream has no media for this session."} Waiting for the camera.`, ""];
    }
    if (status === 429 || name.includes("LimitExceeded")) {
      return ["Too many viewers of one link", message, `kinora play ${stream}`];
    }
    if (/Codec|MediaType|MediaFrame/.test(name)) {
      return ["This stream cannot be played", `${message} The doctor says what to change at the camera:`, doctor];
    }
    return [`The server answered ${status}`, message || name, doctor];
  }

  // The player keeps no error bodies, so the server is asked once more for the one thing that failed.
  async function explainUrl(url) {
    try {
      const answer = await fetch(url, { cache: "no-store" });
      if (answer.ok) {
        return null;
      }
      const body = await answer.json().catch(() => ({}));
      const name = answer.headers.get("x-amzn-ErrorType") || body.__type || "";
      return explain(answer.status, name, body.Message || body.message || "");
    } catch {
      return ["The server cannot be reached", "Trying again until it is back.", ""];
    }
  }

  async function onNetworkError(url) {
    const words = await explainUrl(url);
    if (words) {
      fail(...words);
    }
    setTimeout(() => (shown ? hls.startLoad() : hls.loadSource(master)), 2_000);
  }

  function onMediaError(details) {
    if (performance.now() - decoderRetriedAt > DECODER_RETRY_MS) {
      decoderRetriedAt = performance.now();
      hls.recoverMediaError();
      return;
    }
    fail("The browser cannot decode this", `${details}. The doctor knows what the camera sends:`, `kinora doctor ${stream}`);
  }

  const master = `../hls/v1/getHLSMasterPlaylist.m3u8?SessionToken=${encodeURIComponent(token ?? "")}`;

  function playWithHlsJs() {
    hls = new Hls({ lowLatencyMode: true, backBufferLength: 30 });
    window.kinoraPlayer = hls;
    window.kinoraLatencyS = () => hls.latency;
    hls.on(Hls.Events.ERROR, (_, data) => {
      if (!data.fatal) {
        return;
      }
      if (data.type === Hls.ErrorTypes.NETWORK_ERROR) {
        onNetworkError(data.response?.url || data.url || master);
      } else {
        onMediaError(data.error?.message || data.details);
      }
    });
    hls.attachMedia(video);
    hls.loadSource(master);
  }

  function playNatively() {
    video.src = master;
    video.addEventListener("error", async () => {
      const words = await explainUrl(master);
      fail(...(words ?? ["The browser cannot play this", video.error?.message ?? "", `kinora doctor ${stream}`]));
    });
  }

  function watch() {
    video.addEventListener("playing", () => {
      shown = true;
      stalled = false;
      recover();
      say("playing", "playing");
    });
    video.addEventListener("pause", () => say("paused"));
    video.addEventListener("ended", () => say("ended"));
    video.addEventListener("waiting", () => {
      say("waiting for media");
      if (shown && !stalled && !video.seeking) {
        stalled = true;
        stalls++;
      }
    });
    setInterval(measure, SAMPLE_MS);
  }

  const seconds = (value) => (Number.isFinite(value) ? `${value.toFixed(1)} s` : "–");

  function bufferedAheadS() {
    const ranges = video.buffered;
    for (let i = 0; i < ranges.length; i++) {
      if (ranges.start(i) <= video.currentTime && video.currentTime <= ranges.end(i)) {
        return ranges.end(i) - video.currentTime;
      }
    }
    return 0;
  }

  function measure() {
    const live = hls !== null && hls.latestLevelDetails?.live;
    const behindS = live ? hls.latency : NaN;
    element("latency").textContent = seconds(behindS);
    element("buffered").textContent = seconds(bufferedAheadS());
    element("picture").textContent = video.videoWidth ? `${video.videoWidth} × ${video.videoHeight}` : "–";
    element("dropped").textContent = String(video.getVideoPlaybackQuality?.().droppedVideoFrames ?? "–");
    element("stalls").textContent = String(stalls);
    const at = hls?.playingDate;
    element("recorded").textContent = at ? at.toLocaleString() : "–";
    element("live").hidden = !(behindS > NEAR_LIVE_S);
  }

  element("live").addEventListener("click", () => {
    video.currentTime = hls.liveSyncPosition ?? video.currentTime;
    video.play();
  });

  element("stream").textContent = stream;
  document.title = `${stream} – Kinora`;
  element("doctor").textContent = `kinora doctor ${stream}`;

  if (!token) {
    fail("This page needs a link with a session", "Ask for one; it opens this page for a limited time:", `kinora play ${stream}`);
    return;
  }
  watch();
  if (window.Hls?.isSupported()) {
    playWithHlsJs();
  } else if (video.canPlayType("application/vnd.apple.mpegurl")) {
    playNatively();
  } else {
    fail("This browser plays no HLS", "It has neither Media Source Extensions nor a player of its own.");
  }
})();
