namespace Ml.Gan.Onnx.Notebooks;

/// <summary>Formatter of a type, with the members that .NET Interactive calls by their names.</summary>
/// <typeparam name="T">The type.</typeparam>
/// <param name="toHtml">Writes a value as HTML; null where it is to be shown as other values are.</param>
internal sealed class HtmlFormatter<T>(Func<T, string?> toHtml)
{
    public string MimeType { get; } = "text/html";

    public bool Format(object instance, TextWriter writer)
    {
        if (instance is not T value || toHtml(value) is not { } html)
            return false;
        writer.Write(html);
        return true;
    }
}
