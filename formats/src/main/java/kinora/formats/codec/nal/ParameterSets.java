package kinora.formats.codec.nal;

import java.util.List;
import kinora.formats.bits.Bytes;

/// What a decoder of pictures must know before its first sample, and how that sample's NAL units are laid out.
public interface ParameterSets {
    /// How long the lengths before NAL units are: 1, 2 or 4 bytes.
    int lengthBytes();

    /// Whether a decoder could begin with them.
    boolean isComplete();

    /// Whole NAL units, in the order in which they belong before a key frame.
    List<Bytes> units();
}
