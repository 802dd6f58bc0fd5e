using Ml.Gan.Onnx;

namespace Ml.Gan.Tests.Pipeline;

/// <summary>The file that a transformer exports.</summary>
internal static class Exported
{
    public static byte[] Bytes(GanTransformer transformer) => Bytes(transformer.ExportToOnnx);

    public static byte[] Bytes(Action<string> export)
    {
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.onnx");
        try
        {
            export(path);
            return File.ReadAllBytes(path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    public static OnnxGenerator Generator(GanTransformer transformer) => OnnxGenerator.Load(Bytes(transformer));

    public static OnnxTranslator Translator(GanTranslatorTransformer transformer) =>
        OnnxTranslator.Load(Bytes(transformer.ExportToOnnx));
}
