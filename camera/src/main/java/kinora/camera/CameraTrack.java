package kinora.camera;

/// What a frame of a camera carries.
public enum CameraTrack {
    VIDEO,
    AUDIO
}
