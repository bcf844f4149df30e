package kinora.camera;

import org.bytedeco.ffmpeg.global.avcodec;

/// What [PictureDecoder] decodes.
public enum PictureCodec {
    H264(avcodec.AV_CODEC_ID_H264),
    H265(avcodec.AV_CODEC_ID_HEVC);

    final int id;

    PictureCodec(int id) {
        this.id = id;
    }
}
