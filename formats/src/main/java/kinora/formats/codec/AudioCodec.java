package kinora.formats.codec;

/// How sound is coded.
public enum AudioCodec {
    AAC,
    FLAC,
    G711_ALAW,
    G711_MULAW
}
