package kinora.playback.remux;

/// What becomes of sound that browsers cannot play as it was sent.
public enum Sound {
    /// G.711 stays G.711: what AWS puts into clips and DASH.
    AS_SENT,
    /// G.711 becomes FLAC, which loses nothing and which browsers play.
    AS_FLAC
}
