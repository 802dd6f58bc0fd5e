namespace Ml.Gan.Onnx;

/// <summary>Writes models that are already in memory.</summary>
public static class OnnxFile
{
    /// <summary>
    /// Writes the bytes of a model to a file; an existing one is replaced only once the new one is complete.
    /// </summary>
    /// <param name="model">What <see cref="OnnxGraph.ToBytes"/> gave.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">
    /// The file cannot be written: its folder does not exist, or it is a folder itself.
    /// </exception>
    public static void Save(ReadOnlySpan<byte> model, string path) => AtomicFile.Write(path, model);
}
