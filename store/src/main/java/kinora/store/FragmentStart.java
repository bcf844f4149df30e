package kinora.store;

/// What is known of a fragment when it begins. `clusterTimecodeMs` is the producer's own number, untouched;
/// `producerTimestampMs` is that number on the wall clock.
public record FragmentStart(long clusterTimecodeMs, long producerTimestampMs) {}
