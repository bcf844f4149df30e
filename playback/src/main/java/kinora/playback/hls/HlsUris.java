package kinora.playback.hls;

import kinora.store.FragmentInfo;

/// The resources of one session as its playlists name them: relative, so that any proxy may stand before us.
record HlsUris(String token) {
    String mediaPlaylist(int track) {
        return "getHLSMediaPlaylist.m3u8?SessionToken=" + token + "&TrackNumber=" + track;
    }

    String init(int track, int map) {
        return "getMP4InitFragment.mp4?SessionToken=" + token + "&TrackNumber=" + track + "&SequenceNumber=" + map;
    }

    String mp4(FragmentInfo fragment, int track) {
        return "getMP4MediaFragment.mp4?FragmentNumber=" + fragment.number() + "&SessionToken=" + token
                + "&TrackNumber=" + track;
    }

    String ts(FragmentInfo fragment) {
        return "getTSFragment.ts?FragmentNumber=" + fragment.number() + "&SessionToken=" + token;
    }

    /// Parts are named by their place in the playlist: the next fragment's number is not known before it begins.
    String part(long mediaSequence, int part, int track) {
        return "getMP4MediaPart.mp4?SequenceNumber=" + mediaSequence + "&PartNumber=" + part + "&SessionToken=" + token
                + "&TrackNumber=" + track;
    }
}
