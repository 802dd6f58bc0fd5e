using System.Text;
using Ml.Gan.Onnx;
using Ml.Gan.Onnx.Loading;

namespace Ml.Gan.Cli.Exporting;

/// <summary>
/// Folder of one model in a model repository of NVIDIA's Triton Inference Server: config.pbtxt, 1/model.onnx and, where
/// classes have names, labels.txt. It appears when it is complete.
/// </summary>
internal sealed class TritonTarget(string folder) : ExportTarget
{
    /// <summary>Name of the file of class names, one a line by label.</summary>
    public const string LabelsFile = "labels.txt";

    private readonly string _folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));

    /// <inheritdoc/>
    /// <exception cref="GanException">There is something already.</exception>
    public override void Require()
    {
        if (Path.GetFileName(_folder).Length == 0)
            throw new GanException($"'{folder}' is no folder of a model: give REPOSITORY/NAME.");
        if (Path.Exists(_folder))
            throw new GanException(
                $"'{folder}' exists already. Take another name, or remove it: a server may be reading it.");
    }

    public override string Save(byte[] model)
    {
        string repository = Path.GetDirectoryName(_folder)!;
        Directory.CreateDirectory(repository);
        var written = Directory.CreateDirectory(Path.Combine(repository, $".{Guid.NewGuid():N}.tmp"));
        try
        {
            var file = ModelFile.FromBytes(model, Difference.Cpu.MaxFileBytes);
            string[] labels = ClassNames(file);
            AtomicFile.Write(Path.Combine(written.CreateSubdirectory("1").FullName, "model.onnx"), model);
            if (labels.Length > 0)
                WriteText(written, LabelsFile, string.Concat(labels.Select(label => $"{OneLine(label)}\n")));
            WriteText(written, "config.pbtxt", TritonConfig.Of(ModelSignature.Of(file), labels.Length > 0));
            written.MoveTo(_folder);
        }
        catch
        {
            written.Delete(recursive: true);
            throw;
        }
        return folder;
    }

    private static string[] ClassNames(ModelFile file)
    {
        var (inputs, outputs, _) = ModelSignature.Of(file);
        if (inputs.Any(input => input.Name is GeneratorInputs.Latent or GeneratorInputs.Seed)
            && !CaptionerInfoReader.IsCaptioner(inputs, outputs))
            return [.. GeneratorInfoReader.Read(file).Conditions.ClassNames];
        return outputs.Any(output => output.Name == DiscriminatorNames.Probabilities)
            ? [.. DiscriminatorInfoReader.Read(file).ClassNames]
            : [];
    }

    private static string OneLine(string label) => string.Concat(label.Select(c => char.IsControl(c) ? ' ' : c));

    private static void WriteText(DirectoryInfo folder, string name, string text) =>
        AtomicFile.Write(Path.Combine(folder.FullName, name), Encoding.UTF8.GetBytes(text));
}
