namespace Microsoft.ML.Data;

/// <summary>Reads the picture that the current row names. The last one read is disposed together with the row.</summary>
sealed class ImageReader(string folder, ValueGetter<ReadOnlyMemory<char>> name) : IDisposable
{
    MLImage last;

    /// <summary>Disposes the picture that is replaced, as each step does that makes pictures.</summary>
    public void Read(ref MLImage image)
    {
        image?.Dispose();
        ReadOnlyMemory<char> text = default;
        name(ref text);
        image = text.IsEmpty ? null : MLImage.CreateFromFile(Path.Combine(folder ?? "", text.ToString()));
        last = image;
    }

    public void Dispose() => last?.Dispose();
}
