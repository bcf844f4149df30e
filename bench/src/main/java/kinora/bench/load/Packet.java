package kinora.bench.load;

import io.netty.buffer.ByteBuf;

/// One frame as it goes over the wire, with the HTTP chunk around it, shared by all producers.
///
/// @param dueNs when it is sent, counted from the beginning of its fragment
/// @param patchedBytes how many of the first bytes differ from fragment to fragment; they are copied before each send
/// @param timecodeAt where each byte of the Cluster's timestamp lies, empty in all but a fragment's first packet
/// @param markerAt where the frame's marker lies, -1 without one
record Packet(long dueNs, ByteBuf wire, int patchedBytes, int[] timecodeAt, int markerAt) {
    static final int NO_MARKER = -1;
}
