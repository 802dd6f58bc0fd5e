namespace Ml.Gan.Onnx.Cards;

/// <summary>How models are used: lines of C# and of a shell, and what Hugging Face calls what they do.</summary>
internal static class CardUse
{
    /// <summary>Task on Hugging Face; null where it has none.</summary>
    internal static string? PipelineTag(CardKind kind) => kind switch
    {
        CardKind.ImageGenerator => "unconditional-image-generation",
        CardKind.Translator or CardKind.Completion => "image-to-image",
        CardKind.Captioner => "image-to-text",
        _ => null,
    };

    internal static string Noun(CardKind kind) => kind switch
    {
        CardKind.ImageGenerator => "generator of images",
        CardKind.VectorGenerator => "generator of vectors",
        CardKind.Translator => "translator from images to images",
        CardKind.Completion => "translator that fills holes of images",
        _ => "captioner of images",
    };

    /// <summary>A command of the tool; null where it has none for such a model.</summary>
    internal static string? Shell(CardModel model) => model.Kind switch
    {
        CardKind.ImageGenerator => $"mlgan sample {Word(model.File)} --out grid.png --count 64 --seed 1",
        CardKind.VectorGenerator => null,
        CardKind.Translator => $"mlgan translate {Word(model.File)} photo.png --out translated",
        CardKind.Completion => $"mlgan translate {Word(model.File)} photo.png --mask mask.png --out filled",
        _ => $"mlgan caption {Word(model.File)} photo.png",
    };

    internal static string CSharp(CardModel model) => $"""
        // dotnet add package Ml.Gan.Onnx
        // dotnet add package Microsoft.ML.OnnxRuntime
        using Ml.Gan.Onnx;

        {Lines(model)}
        """.ReplaceLineEndings("\n");

    internal static string Limits(CardKind kind, bool isMeasured)
    {
        string first = kind switch
        {
            CardKind.ImageGenerator or CardKind.VectorGenerator =>
                "It makes only what is like its training data, with their gaps and biases, and single samples may be "
                + "malformed or near copies of what it was trained on.",
            CardKind.Captioner =>
                "It says only what the captions of its training data say, in their words and with their biases, and "
                + "single captions may be wrong for their image.",
            _ => "It was trained on images of one kind and size and invents details, so what it makes of other images "
                + "may be wrong and is no evidence of what was there.",
        };
        return first + (isMeasured
            ? " The measures above are of this training's own data and way of measuring, and can't be compared with "
                + "those of other work."
            : " Its quality was not measured.");
    }

    private static string Lines(CardModel model) => model.Kind switch
    {
        CardKind.ImageGenerator => $"""
            using var generator = OnnxGenerator.Load({Literal(model.File)});
            ImageGrid.Save("grid.png", generator.Sample(count: 64, seed: 1));
            """,
        CardKind.VectorGenerator => $"""
            using var generator = OnnxGenerator.Load({Literal(model.File)});
            Console.WriteLine(string.Join(' ', generator.Sample(count: 1, seed: 1)[0].ToArray()));
            """,
        CardKind.Translator => $"""
            int height = 64, width = 64;
            byte[] pixels = File.ReadAllBytes("photo.rgb");
            using var translator = OnnxTranslator.Load({Literal(model.File)});
            byte[] translated = translator.TranslatePixels(pixels, count: 1, height, width);
            """,
        CardKind.Completion => $"""
            int height = 64, width = 64;
            byte[] pixels = File.ReadAllBytes("photo.rgb"), mask = File.ReadAllBytes("mask.gray");
            using var translator = OnnxTranslator.Load({Literal(model.File)});
            byte[] filled = translator.CompletePixels(pixels, mask, guidance: [], count: 1, height, width);
            """,
        _ => $"""
            byte[] pixels = File.ReadAllBytes("photo.rgb");
            using var captioner = OnnxCaptioner.Load({Literal(model.File)});
            foreach (string caption in captioner.CaptionPixels(pixels, count: 5, seed: 1)[0])
                Console.WriteLine(caption);
            """,
    };

    private static string Word(string text) =>
        text.All(one => char.IsAsciiLetterOrDigit(one) || one is '.' or '_' or '-')
            ? text
            : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private static string Literal(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
