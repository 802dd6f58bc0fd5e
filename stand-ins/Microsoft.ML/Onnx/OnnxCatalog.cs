using Microsoft.ML.Transforms.Onnx;

namespace Microsoft.ML;

/// <summary>Estimators that run ONNX models.</summary>
public static class OnnxCatalog
{
    /// <summary>Runs a model on the columns named as its inputs; adds columns named as its outputs.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="modelFile">The path of the model.</param>
    /// <param name="gpuDeviceId">The GPU to run on; by default the context's.</param>
    /// <param name="fallbackToCpu">Whether to run on the CPU where the GPU can't be used.</param>
    public static OnnxScoringEstimator ApplyOnnxModel(this TransformsCatalog catalog, string modelFile, int? gpuDeviceId = null,
        bool fallbackToCpu = false) => catalog.ApplyOnnxModel(null, null, modelFile, null, gpuDeviceId, fallbackToCpu, 100);

    public static OnnxScoringEstimator ApplyOnnxModel(this TransformsCatalog catalog, string modelFile,
        IDictionary<string, int[]> shapeDictionary, int? gpuDeviceId = null, bool fallbackToCpu = false) =>
        catalog.ApplyOnnxModel(null, null, modelFile, shapeDictionary, gpuDeviceId, fallbackToCpu, 100);

    public static OnnxScoringEstimator ApplyOnnxModel(this TransformsCatalog catalog, string outputColumnName, string inputColumnName,
        string modelFile, int? gpuDeviceId = null, bool fallbackToCpu = false) =>
        catalog.ApplyOnnxModel([outputColumnName], [inputColumnName], modelFile, null, gpuDeviceId, fallbackToCpu, 100);

    public static OnnxScoringEstimator ApplyOnnxModel(this TransformsCatalog catalog, string outputColumnName, string inputColumnName,
        string modelFile, IDictionary<string, int[]> shapeDictionary, int? gpuDeviceId = null, bool fallbackToCpu = false) =>
        catalog.ApplyOnnxModel([outputColumnName], [inputColumnName], modelFile, shapeDictionary, gpuDeviceId, fallbackToCpu, 100);

    public static OnnxScoringEstimator ApplyOnnxModel(this TransformsCatalog catalog, string[] outputColumnNames,
        string[] inputColumnNames, string modelFile, int? gpuDeviceId = null, bool fallbackToCpu = false) =>
        catalog.ApplyOnnxModel(outputColumnNames, inputColumnNames, modelFile, null, gpuDeviceId, fallbackToCpu, 100);

    public static OnnxScoringEstimator ApplyOnnxModel(this TransformsCatalog catalog, string[] outputColumnNames,
        string[] inputColumnNames, string modelFile, IDictionary<string, int[]> shapeDictionary, int? gpuDeviceId = null,
        bool fallbackToCpu = false, int recursionLimit = 100) => catalog.ApplyOnnxModel(new OnnxOptions
    {
        ModelFile = modelFile,
        OutputColumns = outputColumnNames,
        InputColumns = inputColumnNames,
        ShapeDictionary = shapeDictionary,
        GpuDeviceId = gpuDeviceId,
        FallbackToCpu = fallbackToCpu,
        RecursionLimit = recursionLimit,
    });

    public static OnnxScoringEstimator ApplyOnnxModel(this TransformsCatalog catalog, OnnxOptions options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(options);
        return new(OnnxTransformer.Create(catalog.Environment, options));
    }
}
