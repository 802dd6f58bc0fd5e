using System.Text;
using Ml.Gan.Onnx.Cards;

namespace Ml.Gan.Onnx;

/// <summary>
/// Model card: the <c>README.md</c> beside a model, in Markdown with the front matter of Hugging Face. What the model's
/// file says of itself is in it; the properties add what the file doesn't know.
/// </summary>
public sealed record ModelCard
{
    private readonly IReadOnlyList<CardModel> _models;

    private ModelCard(IReadOnlyList<CardModel> models) => _models = models;

    /// <summary>
    /// License of the model, an identifier of Hugging Face such as <c>mit</c> or <c>cc-by-4.0</c>. Default null: the
    /// card says that none is stated.
    /// </summary>
    public string? License { get; init; }

    /// <summary>Data sets on Hugging Face that it was trained on, as <c>ylecun/mnist</c>. Default none.</summary>
    public IReadOnlyList<string> Datasets { get; init; } = [];

    /// <summary>Command that trains it again. Default null: none is shown.</summary>
    public string? Command { get; init; }

    /// <summary>Options that were given to the training or chosen for it, with their values. Default none.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Options { get; init; } = [];

    /// <summary>
    /// What was measured, each with its value and what it was measured on. Default none: the card says so.
    /// </summary>
    public IReadOnlyList<KeyValuePair<string, string>> Measures { get; init; } = [];

    /// <summary>A picture of samples, as a path from the card with '/'. Default null: none is shown.</summary>
    public string? SamplePicture { get; init; }

    /// <summary>The card of one or more models of one training; nothing is run.</summary>
    /// <param name="model">An .onnx file: a generator, a translator or a captioner.</param>
    /// <param name="others">Further files of the same training, as the second generator of a CycleGAN.</param>
    /// <exception cref="GanOnnxException">A file can't be read, or is none of these models.</exception>
    public static ModelCard For(string model, params IReadOnlyList<string> others) =>
        new([.. new[] { model }.Concat(others).Select(CardModel.Read)]);

    /// <summary>The card as Markdown, lines ending with \n.</summary>
    public string ToMarkdown() => CardMark.Signed(CardMarkdown.Write(this, _models));

    /// <summary>
    /// Writes the card, unless there is a file that wasn't written by this method or has been changed since: its last
    /// line holds a checksum of what stands above.
    /// </summary>
    /// <param name="path">The file, as a rule <c>README.md</c> beside the model.</param>
    /// <returns>Whether it was written; false where the file that is there stays.</returns>
    /// <exception cref="IOException">It can't be written; the message names it, and nothing is left.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written; the same.</exception>
    public bool Save(string path)
    {
        string target = AtomicFile.RequireFolder(path);
        if (File.Exists(target) && !CardMark.IsUnchanged(File.ReadAllText(target)))
            return false;
        AtomicFile.Write(path, Encoding.UTF8.GetBytes(ToMarkdown()));
        return true;
    }
}
