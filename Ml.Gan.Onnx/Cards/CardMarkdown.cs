using System.Globalization;
using System.Text;

namespace Ml.Gan.Onnx.Cards;

/// <summary>Writes a card.</summary>
internal static class CardMarkdown
{
    private const string NotStated = "not stated";
    private const int MostClasses = 20;

    internal static string Write(ModelCard card, IReadOnlyList<CardModel> models)
    {
        var text = new StringBuilder();
        FrontMatter(text, card, models[0]);
        var first = models[0];
        string data = first.Text(GeneratorMetadata.TrainingData) ?? NotStated;
        Paragraph(text, $"# A {CardUse.Noun(first.Kind)}");
        string name = first.Name.Length == 0 ? "A network" : MarkdownText.Code(first.Name);
        string files = string.Join(", ", models.Select(model => MarkdownText.Code(model.File)));
        Paragraph(text, $"{name}, trained with Ml.Gan and kept as ONNX ({files}).");
        if (card.SamplePicture is { } picture)
            Paragraph(text, $"![samples]({string.Join('/', picture.Split('/').Select(Uri.EscapeDataString))})");

        Paragraph(text, "## Training\n");
        Item(text, "data", data);
        Item(text, "license of the data", first.Text(GeneratorMetadata.TrainingDataLicense) ?? NotStated);
        Item(text, "license of this model", card.License ?? NotStated);
        foreach (var (title, key) in (ReadOnlySpan<(string, string)>)
            [
                ("objective", GeneratorMetadata.Objective), ("steps", GeneratorMetadata.Steps),
                ("seed", GeneratorMetadata.Seed), ("version of Ml.Gan", GeneratorMetadata.MlGanVersion),
            ])
        {
            if (first.Text(key) is { } value)
                Item(text, title, value);
        }
        Rows(text, "Options that were given or chosen:", card.Options);
        if (card.Command is { } command)
            Paragraph(text, $"\nTo train it again:\n\n{MarkdownText.Block("sh", command)}", above: 0);

        Paragraph(text, "## Measures");
        if (card.Measures.Count == 0)
            Paragraph(text, "None were taken.");
        else
            Rows(text, null, card.Measures);

        Paragraph(text, "## Inputs and outputs");
        foreach (var model in models)
            Signature(text, model);

        Paragraph(text, "## Use");
        Paragraph(text, MarkdownText.Block("csharp", CardUse.CSharp(first)));
        if (CardUse.Shell(first) is { } line)
            Paragraph(text, MarkdownText.Block("sh", line));

        Paragraph(text, "## Limits");
        Paragraph(text, CardUse.Limits(first.Kind, card.Measures.Count > 0));
        return text.ToString();
    }

    private static void FrontMatter(StringBuilder text, ModelCard card, CardModel model)
    {
        text.Append("---\n");
        text.Append($"license: {YamlText.Quoted(card.License ?? "unknown")}\n");
        text.Append("library_name: \"onnx\"\n");
        if (CardUse.PipelineTag(model.Kind) is { } task)
            text.Append($"pipeline_tag: {YamlText.Quoted(task)}\n");
        List(text, "tags", ["gan", "onnx", "ml.net", .. model.Name.Length == 0 ? [] : (string[])[model.Name]]);
        List(text, "datasets", card.Datasets);
        text.Append("inference: false\n---\n");
    }

    private static void List(StringBuilder text, string key, IReadOnlyList<string> values)
    {
        if (values.Count > 0)
            text.Append($"{key}:\n");
        foreach (string value in values)
            text.Append($"- {YamlText.Quoted(value)}\n");
    }

    private static void Signature(StringBuilder text, CardModel model)
    {
        string parameters = model.Parameters.ToString("N0", CultureInfo.InvariantCulture);
        Paragraph(text, $"{MarkdownText.Code(model.File)} holds {parameters} numbers. N is any number of samples.\n");
        foreach (var input in model.Inputs)
            Item(text, "input", input.ToString());
        Item(text, "output", model.Output.ToString());
        if (model.Text(GeneratorMetadata.ValueRange) is { } range)
            Item(text, "least and greatest value of images", range);
        if (model.ClassNames.Count == 0)
            return;
        string more = model.ClassNames.Count > MostClasses ? $" and {model.ClassNames.Count - MostClasses} more" : "";
        string shown = string.Join(", ", model.ClassNames.Take(MostClasses).Select(MarkdownText.Code));
        text.Append($"- classes of {MarkdownText.Code(GeneratorInputs.Label)}, from 0: {shown}{more}\n");
    }

    private static void Rows(
        StringBuilder text, string? heading, IReadOnlyList<KeyValuePair<string, string>> rows)
    {
        if (rows.Count > 0)
            text.Append(heading is null ? "\n" : $"\n{heading}\n\n");
        foreach (var (name, value) in rows)
            text.Append($"- {MarkdownText.Code(name)}: {MarkdownText.Code(value)}\n");
    }

    private static void Item(StringBuilder text, string title, string value) =>
        text.Append($"- {title}: {(value == NotStated ? value : MarkdownText.Code(value))}\n");

    private static void Paragraph(StringBuilder text, string paragraph, int above = 1) =>
        text.Append('\n', above).Append(paragraph).Append('\n');
}
