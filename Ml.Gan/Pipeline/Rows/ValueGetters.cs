using Microsoft.ML;
using Microsoft.ML.Data;
using Ml.Gan.Data;
using Ml.Gan.Onnx;

namespace Ml.Gan.Pipeline.Rows;

/// <summary>Hands computed values over as ML.NET reads them.</summary>
internal static class ValueGetters
{
    /// <summary>A dense vector.</summary>
    public static ValueGetter<VBuffer<float>> Vector(Func<ReadOnlyMemory<float>> current) =>
        (ref VBuffer<float> value) =>
    {
        var values = current().Span;
        var editor = VBufferEditor.Create(ref value, values.Length);
        values.CopyTo(editor.Values);
        value = editor.Commit();
    };

    /// <summary>
    /// An image of values in [-1, 1], (C, H, W), gray or red, green and blue. Who reads it may dispose it.
    /// </summary>
    public static ValueGetter<MLImage?> Image(Func<ReadOnlyMemory<float>> current, SampleShape shape)
    {
        MLImage? given = null;
        return (ref MLImage? value) =>
        {
            // As everywhere in ML.NET, the getter disposes the image that it gave before.
            if (ReferenceEquals(value, given))
                given?.Dispose();
            value = given = Picture(current().Span, shape);
        };
    }

    /// <summary>A dense vector of texts, empty ones behind those that there are.</summary>
    public static ValueGetter<VBuffer<ReadOnlyMemory<char>>> Texts(Func<string[]> current, int length) =>
        (ref VBuffer<ReadOnlyMemory<char>> value) =>
    {
        string[] texts = current();
        var editor = VBufferEditor.Create(ref value, length);
        for (int i = 0; i < length; i++)
            editor.Values[i] = i < texts.Length ? texts[i].AsMemory() : default;
        value = editor.Commit();
    };

    /// <summary>A number, or a key.</summary>
    public static ValueGetter<T> Scalar<T>(Func<T> current) => (ref T value) => value = current();

    private static MLImage Picture(ReadOnlySpan<float> values, SampleShape shape)
    {
        const int BytesOfPixel = 4;
        int plane = shape.Height * shape.Width;
        byte[] pixels = new byte[plane * BytesOfPixel];
        Array.Fill(pixels, byte.MaxValue);
        for (int color = 0; color < 3; color++)
        {
            // Of blue, green, red and alpha, blue comes first; of one channel it is gray.
            var channel = values.Slice(shape.Channels == 1 ? 0 : (2 - color) * plane, plane);
            for (int i = 0; i < plane; i++)
                pixels[i * BytesOfPixel + color] = ValueRange.Tanh.ToByte(channel[i]);
        }
        return MLImage.CreateFromPixels(shape.Width, shape.Height, MLPixelFormat.Bgra32, pixels);
    }
}
