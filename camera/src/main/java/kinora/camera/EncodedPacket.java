package kinora.camera;

import java.nio.ByteBuffer;

/// What came out of an encoder: `pts` in the encoder's time base, and bytes on the Java heap.
record EncodedPacket(long pts, boolean key, ByteBuffer data) {}
