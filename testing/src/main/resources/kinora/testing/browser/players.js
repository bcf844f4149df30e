// Starts one player, at its defaults, on the page's video element: player.html?player=hls.js&url=…
//
// Every error that a player tells of is passed on, fatal or not: a test decides what it forgives.

const video = document.getElementById("video");
const query = new URLSearchParams(location.search);
const url = query.get("url");
const settings = JSON.parse(query.get("settings") || "{}");

const report = (text, fatal) => window.kinoraReport({ kind: "error", fatal: Boolean(fatal), text: String(text) });

function script(path) {
  return new Promise((done, failed) => {
    const element = document.createElement("script");
    element.src = path;
    element.onload = done;
    element.onerror = () => failed(new Error("no script at " + path));
    document.head.append(element);
  });
}

const players = {
  async "hls.js"() {
    await script("/modules/hls.js/dist/hls.min.js");
    const hls = new Hls(settings);
    window.kinoraPlayer = hls;
    hls.on(Hls.Events.ERROR, (_, data) => {
      const status = data.response ? ` ${data.response.code}` : "";
      report(`${data.type} ${data.details}${status} ${data.error?.message ?? ""}`, data.fatal);
      if (data.fatal && data.type === Hls.ErrorTypes.NETWORK_ERROR) {
        hls.startLoad();
      }
    });
    window.kinoraLatencyS = () => hls.latency;
    hls.loadSource(url);
    hls.attachMedia(video);
  },

  async shaka() {
    await script("/modules/shaka-player/dist/shaka-player.compiled.js");
    shaka.polyfill.installAll();
    const player = new shaka.Player();
    window.kinoraPlayer = player;
    await player.attach(video);
    player.configure(settings);
    player.addEventListener("error", ({ detail }) => reportShaka(detail));
    await player.load(url).catch(reportShaka);
    window.kinoraLatencyS = () => (player.isLive() ? player.getStats().liveLatency : null);
  },

  async "video.js"() {
    await script("/modules/video.js/dist/video.min.js");
    video.className = "video-js";
    const player = videojs(video, { ...settings, html5: { vhs: { overrideNative: true } } });
    window.kinoraPlayer = player;
    player.on("error", () => report(`${player.error()?.code} ${player.error()?.message}`, true));
    player.src({ src: url, type: url.includes(".mpd") ? "application/dash+xml" : "application/x-mpegURL" });
    player.play();
  },

  async "dash.js"() {
    await script("/modules/dashjs/dist/modern/umd/dash.all.min.js");
    const player = dashjs.MediaPlayer().create();
    window.kinoraPlayer = player;
    player.updateSettings(settings);
    player.on(dashjs.MediaPlayer.events.ERROR, ({ error }) => report(`${error?.code} ${error?.message ?? error}`, true));
    player.initialize(video, url, true);
    window.kinoraLatencyS = () => player.getCurrentLiveLatency();
  },

  async native() {
    video.src = url;
    await video.play();
  },
};

function reportShaka(error) {
  // CRITICAL is 2; what is recoverable is told of all the same.
  report(`shaka ${error.code} ${error.category} ${JSON.stringify(error.data)?.slice(0, 300)}`, error.severity === 2);
}

players[query.get("player")]().catch((error) => report(error, true));
