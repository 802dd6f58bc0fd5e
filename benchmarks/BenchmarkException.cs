namespace Ml.Gan.Benchmarks;

/// <summary>A benchmark can't run; the message says what is missing.</summary>
internal sealed class BenchmarkException(string message) : Exception(message);
