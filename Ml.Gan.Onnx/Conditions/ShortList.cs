namespace Ml.Gan.Onnx;

/// <summary>Names in a message: all of them, or the first and the last where they are many.</summary>
internal static class ShortList
{
    private const int Most = 30;

    internal static string Of(IReadOnlyList<string> names) => names.Count <= Most
        ? string.Join(", ", names)
        : $"{string.Join(", ", names.Take(Most - 1))}, … {names[^1]}";
}
